import inMemory from '../in-memory.ts';
import { PARTS } from './parts.ts';
import { torture } from './torture.ts';
import { wishOf } from './wish.ts';

inMemory();
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const isWell = await torture(PARTS, wishOf(process.argv.slice(2)), print);
process.exit(isWell ? 0 : 1);
