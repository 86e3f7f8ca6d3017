// A SignalR client in JavaScript. Prints JSON lines: {"connected":id}, {"reconnected":id}, {"refused":text}, {"target":name,"argument":...}.
// Options: --modules node_modules folder  --url of the hub  --key bearer  --transport WebSockets|ServerSentEvents|LongPolling  --listen targets, comma between
// Lines on stdin are JSON arrays, sent as [target, ...arguments]; the end of stdin ends it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { modules: { type: 'string' }, url: { type: 'string' }, key: { type: 'string' }, transport: { type: 'string' }, listen: { type: 'string' } },
});
const { HubConnectionBuilder, HttpTransportType, LogLevel } = createRequire(join(options.modules, 'from-here'))('@microsoft/signalr');
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

const connection = new HubConnectionBuilder()
  .withUrl(options.url, { accessTokenFactory: () => options.key, transport: HttpTransportType[options.transport] })
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 200 })
  .configureLogging(LogLevel.None)
  .build();
for (const target of options.listen.split(',')) connection.on(target, (argument) => say({ target, argument: argument ?? null }));
connection.onreconnected((id) => say({ reconnected: id }));

try {
  await connection.start();
  say({ connected: connection.connectionId });
} catch (error) {
  say({ refused: error.message });
  process.exit(0);
}

for await (const line of createInterface({ input: process.stdin })) await connection.send(...JSON.parse(line));
await connection.stop();
