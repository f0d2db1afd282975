import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bytesOf, handOn } from '../../../remote/testing/hand-on.ts';
import type { Cell, Fault } from './cell.ts';

/** Seconds that the fault `slow-down` asks to be left alone. */
export const RETRY_AFTER_SECONDS = 2;

/** A server between an app and the workspace, through which everything goes until a fault is set. */
export interface FaultProxy {
  readonly url: string;
  /** When each renewal arrived, in milliseconds of `performance.now()`. */
  readonly renewals: number[];
  /** When the first question met the fault that was set last, by the same clock; null where none has. */
  readonly metAt: () => number | null;
  set(fault: Fault | null, reach: Cell['reach']): Promise<void>;
  close(): Promise<void>;
}

const PAGE = '<!doctype html><title>Welcome to the hotel</title>';

/** Opens one in front of a workspace. Open it outside of a device's clock. */
export async function openFaultProxy(workspace: string): Promise<FaultProxy> {
  let fault: Fault | null = null;
  let reach: Cell['reach'] = 'everything';
  let metAt: number | null = null;
  const renewals: number[] = [];
  const page = (answer: ServerResponse, status: number): void => void answer.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  const json = (answer: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void =>
    void answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

  /** Answers in the fault's way, or says that the question goes through. */
  const fail = async (which: Fault, question: IncomingMessage, answer: ServerResponse, body: Buffer): Promise<boolean> => {
    switch (which) {
      case 'refused':
      case 'reset':
        question.socket.destroy();
        return true;
      case 'reset-after-commit':
        await handOn(workspace, question, body);
        question.socket.destroy();
        return true;
      case 'broken-off': {
        const whole = await handOn(workspace, question, body);
        answer.writeHead(whole.status, { ...whole.headers, 'content-length': String(whole.body.length + 10) });
        answer.write(whole.body.subarray(0, whole.body.length / 2), () => question.socket.destroy());
        return true;
      }
      case 'hang':
        return true;
      case 'timeout-408':
        json(answer, 408, { message: 'Request Timeout' });
        return true;
      case 'html-403':
      case 'html-407':
      case 'html-511':
        page(answer, Number(which.slice(5)));
        return true;
      case 'portal':
        page(answer, 200);
        return true;
      case 'portal-redirect':
        if (question.url === '/login') page(answer, 200);
        else answer.writeHead(302, { location: '/login' }).end();
        return true;
      case 'slow-down':
        json(answer, 429, { code: 429, error_code: 'over_request_rate_limit', msg: 'Request rate limit reached' }, { 'retry-after': String(RETRY_AFTER_SECONDS) });
        return true;
      case 'error-500':
        json(answer, 500, { code: 500, error_code: 'unexpected_failure', msg: 'Database error' });
        return true;
      case 'down-503':
        json(answer, 503, { message: 'no healthy upstream' });
        return true;
      case 'session_not_found':
        json(answer, 400, { code: 400, error_code: 'session_not_found', msg: 'Session not found' });
        return true;
      default:
        return false;
    }
  };

  const handle = async (question: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const isRenewal = question.url?.startsWith('/auth/v1/token?grant_type=refresh_token') === true;
    if (isRenewal) renewals.push(performance.now());
    const isMeant = fault === 'session_not_found' ? isRenewal : reach === 'everything' || question.url?.startsWith('/auth/') === true || question.url === '/login';
    const which = isMeant ? fault : null;
    const body = await bytesOf(question);
    if (which) metAt ??= performance.now();
    if (which && (await fail(which, question, answer, body))) return;
    const whole = await handOn(workspace, question, body);
    answer.writeHead(whole.status, whole.headers).end(whole.body);
  };

  const server = createServer((question, answer) => void handle(question, answer).catch(() => answer.destroy()));
  const listen = (port: number): Promise<void> => new Promise((resolve, reject) => void server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    renewals,
    metAt: () => metAt,
    set: async (next, where) => {
      const wasRefused = fault === 'refused';
      [fault, reach, metAt] = [next, where, null];
      if (wasRefused && next !== 'refused') await listen(port);
      else if (!wasRefused && next === 'refused') await stop();
      // A line that was idle is as dead as the next one.
      else if (next !== null && where === 'everything') server.closeIdleConnections();
    },
    close: async () => (server.listening ? stop() : undefined),
  };
}
