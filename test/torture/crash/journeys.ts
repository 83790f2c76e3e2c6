import type { Journey } from './journey.ts';
import { DECIDED } from './journeys/decided.ts';
import { IN_DDS } from './journeys/in-dds.ts';
import { IN_SLACK } from './journeys/in-slack.ts';
import { STARTS } from './journeys/starts.ts';

export const JOURNEYS: readonly Journey[] = [...DECIDED, ...IN_DDS, ...IN_SLACK, ...STARTS];
