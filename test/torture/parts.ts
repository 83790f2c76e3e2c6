import { crashPart } from './crash/crash-part.ts';
import { killsPart } from './kills/kills-part.ts';
import { modelPart } from './model-part.ts';
import type { Part } from './part.ts';
import { racePart } from './race-part.ts';

/** In the order in which they run. */
export const PARTS: readonly Part[] = [crashPart, killsPart, racePart, modelPart];
