import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import type { CallEnded } from './health.ts';

/** A client that tells how each of its calls ended. */
export class WatchedClient extends WebClient {
  readonly #ended: CallEnded;

  constructor(token: string, options: WebClientOptions, ended: CallEnded) {
    super(token, options);
    this.#ended = ended;
  }

  override async apiCall(
    method: string,
    options?: Record<string, unknown>,
  ): Promise<WebAPICallResult> {
    try {
      const result = await super.apiCall(method, options);
      this.#ended(method, null);
      return result;
    } catch (error) {
      this.#ended(method, error);
      throw error;
    }
  }
}
