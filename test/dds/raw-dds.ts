import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { closeLater } from './at-simulator.ts';

const TASK_ROW = {
  job_id: '3861199d-c196-4791-bcd0-b45fde754f50',
  job_name: 'RESIZE_FLAVOR',
  job_status: 'Pending',
  instance_id: '9136fd2a9fcd405ea4674276ce36dae8in02',
  create_time: '2026-01-31T09:22:04+0000',
};

/**
 * A server below HTTP, for answers that a well-behaved one cannot give. It lists one task and does
 * with a `DELETE` what it is told.
 */
export async function openRawDds(onDelete: (socket: Socket) => void) {
  const connections = new Set<Socket>();
  const seen = { connections: 0, gets: 0, deletes: 0 };
  const server = createServer((socket) => {
    seen.connections += 1;
    connections.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (data.toString().startsWith('DELETE ')) {
        seen.deletes += 1;
        onDelete(socket);
        return;
      }
      seen.gets += 1;
      socket.write(response(200, JSON.stringify({ total_count: 1, schedules: [TASK_ROW] })));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeLater({
    close: async () => {
      for (const socket of connections) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, port, seen, taskId: TASK_ROW.job_id };
}

export function response(status: number, body: string): string {
  return `HTTP/1.1 ${status} X\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
