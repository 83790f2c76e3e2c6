/** The part of DDS's error code table that listing and cancelling can meet. */
export const DDS_CODES = {
  'DBS.200001': { status: 400, message: 'Parameter Error' },
  'DBS.200002': { status: 404, message: 'The DB instance does not exist.' },
  'DBS.200004': { status: 400, message: 'Operation is illegal.' },
  'DBS.200019': {
    status: 403,
    message:
      'Another operation is being performed on the DB instance or the DB instance is faulty.',
  },
  'DBS.200604': { status: 403, message: 'The instance is not owned by the current user.' },
  'DBS.200998': { status: 400, message: 'The system is busy. Try again later.' },
  'DBS.201014': {
    status: 403,
    message: 'Operation cannot be executed in current state of the DB instance.',
  },
  'DBS.212003': { status: 400, message: 'This operation is not permitted.' },
  'DBS.280001': { status: 400, message: 'Parameter error.' },
  'DBS.280005': { status: 500, message: 'Server error. Try again later.' },
  'DBS.280016': { status: 400, message: 'Resource not found.' },
  'DBS.280042': { status: 403, message: 'Invalid request.' },
  'DBS.280056': { status: 401, message: 'Invalid token.' },
  'DBS.280063': {
    status: 403,
    message:
      'You do not have following permission to perform this operation: {0}. Contact the administrator to obtain permission.',
  },
  'DBS.280067': { status: 400, message: 'Invalid start time.' },
  'DBS.280110': { status: 400, message: 'The DB instance does not exist.' },
  'DBS.280343': { status: 400, message: 'Unsupported operation.' },
  'DBS.280404': { status: 400, message: 'Invalid DB instance ID.' },
  'DBS.280408': { status: 400, message: 'Invalid project id.' },
  'DBS.280409': { status: 400, message: 'Invalid date.' },
  'DBS.280439': { status: 400, message: 'Invalid limit.' },
  'DBS.280440': { status: 400, message: 'Invalid offset.' },
  'DBS.280443': { status: 429, message: 'The maximum number of connections has been reached.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type DdsCode = keyof typeof DDS_CODES;
