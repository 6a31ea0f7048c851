import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseJson } from '../../../json.ts';
import { balancesShownIn } from '../endpoints/accounts.ts';
import { isListenKeyOpen } from '../endpoints/user-data-stream.ts';
import type { SimulatorState } from '../simulator-state.ts';
import { acceptStream, refuseStream, type StreamConnection } from './connection.ts';

const publicPaths = ['/quote/ws/v1', '/quote/ws/v2', '/APITradeWS/v1/messages'];
const privatePath = /^\/api\/v1\/ws\/(\w+)$/;

/** exchange-api.md 3.16: on the private stream the server pings every 30 seconds. */
const pingMs = 30_000;
/** So soon a change of a balance is told. */
const lookMs = 250;

/** The WebSockets of the exchange (exchange-api.md 1.1, 1.2, 3.16). */
export interface Streams {
  /** Takes over the connection of an HTTP request that asks to become one. */
  handle(incoming: IncomingMessage, socket: Duplex): void;
  /** Ends those that are open. */
  end(): void;
}

export function createStreams(state: SimulatorState): Streams {
  const open = new Set<Duplex>();
  return {
    handle: (incoming, socket) => {
      socket.on('error', () => socket.destroy());
      const path = (incoming.url ?? '').split('?')[0] ?? '';
      const listenKey = privatePath.exec(path)?.[1];
      if (listenKey === undefined && !publicPaths.includes(path)) return refuseStream(socket, 404, 'Not Found');
      // How a wrong one is refused is not documented.
      if (listenKey !== undefined && !isListenKeyOpen(state, listenKey)) {
        return refuseStream(socket, 401, 'Unauthorized');
      }
      const connection = acceptStream(incoming, socket, answerText);
      if (connection === undefined) return;
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      if (listenKey !== undefined) pushBalances(state, listenKey, socket, connection);
    },
    end: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

/** Clients may ping by a message as well: the answer has the same number. */
function answerText(text: string, connection: StreamConnection): void {
  const message = parseJson(text);
  if (typeof message === 'object' && message !== null && 'ping' in message) connection.send({ pong: message.ping });
}

/** exchange-api.md 3.16: `e`, `E`, `T` (may trade), `W` (may withdraw), `D` (may deposit), `B: [{a, f, l}]`. */
function pushBalances(state: SimulatorState, listenKey: string, socket: Duplex, connection: StreamConnection): void {
  let shown = balancesShownIn(state);
  const pinging = setInterval(() => connection.ping(), pingMs);
  const looking = setInterval(() => {
    if (!isListenKeyOpen(state, listenKey)) return connection.close();
    const now = balancesShownIn(state);
    const changed = [...now].filter(([coin, text]) => shown.get(coin) !== text);
    shown = now;
    if (changed.length === 0) return;
    const rows = changed.map(([coin, text]) => {
      const [free, locked] = text.split(' ');
      return { a: coin, f: free, l: locked };
    });
    connection.send([{ e: 'outboundAccountInfo', E: String(state.now()), T: true, W: true, D: true, B: rows }]);
  }, lookMs);
  socket.once('close', () => {
    clearInterval(pinging);
    clearInterval(looking);
  });
}
