/** Slack gave no clear answer about a person, a channel or a user group. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}
