import type {
  ActedAnswer,
  BotBody,
  ClockBody,
  CloseViewBody,
  CommandBody,
  ErrorAnswer,
  PressBody,
  SceneAnswer,
  SceneBody,
  SettingBody,
  ShortcutBody,
  SubmitBody,
  TaskBody,
  TaskStartsBody,
  TroubleBody,
} from './api-asks.ts';
import type { WorldView } from './api-types.ts';

/** The server's calls. Each rejects with the sentence that the server gives. */
export const api = {
  world: (as: string) => call<WorldView>(`/api/world?as=${encodeURIComponent(as)}`),
  command: (body: CommandBody) => post<ActedAnswer>('/api/command', body),
  press: (body: PressBody) => post<ActedAnswer>('/api/press', body),
  submit: (body: SubmitBody) => post<ActedAnswer>('/api/submit', body),
  closeView: (body: CloseViewBody) => post<ActedAnswer>('/api/close-view', body),
  shortcut: (body: ShortcutBody) => post<ActedAnswer>('/api/shortcut', body),
  startTask: (body: TaskStartsBody) => post('/api/task-starts', body),
  trouble: (body: TroubleBody) => post('/api/trouble', body),
  rotate: () => post('/api/rotate', {}),
  /** Resolves when the bot runs with it. */
  setting: (body: SettingBody) => post('/api/setting', body),
  bot: (body: BotBody) => post('/api/bot', body),
  moveClock: (body: ClockBody) => post('/api/clock', body),
  scene: (body: SceneBody) => post<SceneAnswer>('/api/scene', body),
  addTask: (body: TaskBody) => post<{ readonly jobId: string }>('/api/tasks', body),
};

function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return call<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  const body = (await answer.json()) as T | ErrorAnswer;
  if (!answer.ok) throw new Error((body as ErrorAnswer).error);
  return body as T;
}
