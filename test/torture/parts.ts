import type { Part } from './part.ts';
import { racePart } from './race-part.ts';

/** In the order in which they run. */
export const PARTS: readonly Part[] = [racePart];
