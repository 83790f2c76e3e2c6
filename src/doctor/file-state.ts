import type { Stats } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FileState } from '../ops/doctor/words/database.ts';

/** Looks at the file, and at the folder it is or would be in; leaves both as they were. */
export async function fileState(path: string): Promise<FileState> {
  try {
    return await stateOf(resolve(path));
  } catch (fault) {
    // A folder above it cannot even be looked into.
    return { state: 'absent', fault: codeOf(fault) };
  }
}

async function stateOf(file: string): Promise<FileState> {
  const found = await statOf(file);
  if (found === null) return { state: 'absent', fault: await whyNotIn(dirname(file)) };
  const inFolder = await whyNotIn(dirname(file));
  const fault = found.isFile() ? ((await whyNotOpened(file, 'r+')) ?? inFolder) : 'it is no file';
  return { state: 'there', fault, mode: found.mode & 0o777, holders: await holdersOf(found) };
}

/** Folders that are missing are made; the first one there must let us. */
async function whyNotIn(folder: string): Promise<string | null> {
  const found = await statOf(folder);
  if (found === null) return await whyNotIn(dirname(folder));
  if (!found.isDirectory()) return `${folder} is no folder`;
  // Only a file that was made shows that one can be: a disk may be read-only for everybody.
  const trial = join(folder, `.dds-cancel-doctor-${process.pid}`);
  const fault = await whyNotOpened(trial, 'wx');
  if (fault !== null) return `${folder}: ${fault}`;
  await rm(trial);
  return null;
}

async function whyNotOpened(path: string, how: 'r+' | 'wx'): Promise<string | null> {
  try {
    const file = await open(path, how, 0o600);
    await file.close();
    return null;
  } catch (fault) {
    return codeOf(fault);
  }
}

/** `null` where there is nothing; a file in the place of a folder above it comes out there. */
async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (fault) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(fault))) return null;
    throw fault;
  }
}

/**
 * `null` where that is not to be learnt. An open connection to a WAL database keeps a shared lock on the file, and Linux lists locks with
 * their processes and inodes: https://www.kernel.org/doc/html/latest/filesystems/proc.html
 */
async function holdersOf({ ino }: Stats): Promise<readonly number[] | null> {
  try {
    const locks = await readFile('/proc/locks', 'utf8');
    const pids = locks.split('\n').flatMap((line) => {
      const [, pid, inode] = /\b(?:READ|WRITE)\s+(\d+)\s+\w+:\w+:(\d+)\s/.exec(line) ?? [];
      return inode === String(ino) && Number(pid) !== process.pid ? [Number(pid)] : [];
    });
    return [...new Set(pids)];
  } catch {
    return null;
  }
}

function codeOf(fault: unknown): string {
  return (fault as NodeJS.ErrnoException).code ?? 'no reason given';
}
