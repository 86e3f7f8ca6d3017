// A real SMTP server for tests. Prints JSON lines: {"port"}, {"connected"}, {"auth"}, {"greylisted"}, {"from","to","user","secure","raw"}.
// Options: --modules node_modules folder  --auth user:password  --starttls  --port N  --greylist
// Control lines on stdin: {"stage":"connect|mail|rcpt|data","code":451,"text":"...","times":1} answers so;
// without a code the connection is dropped at that stage.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { modules: { type: 'string' }, auth: { type: 'string' }, starttls: { type: 'boolean' }, greylist: { type: 'boolean' }, port: { type: 'string', default: '0' } },
});
const { SMTPServer } = createRequire(join(options.modules, 'from-here'))('smtp-server');
const [user, password] = (options.auth ?? '').split(/:(.*)/s);
const scripts = [];
const met = new Set();
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

function scripted(stage, session, next) {
  const at = scripts.findIndex((script) => script.stage === stage);
  if (at < 0) return false;
  const script = scripts[at];
  script.times = (script.times ?? 1) - 1;
  if (script.times <= 0) scripts.splice(at, 1);
  if (script.code === undefined) {
    for (const connection of server.connections) {
      if (connection.id === session.id) connection._socket.destroy();
    }
  } else {
    next(Object.assign(new Error(script.text ?? 'scripted'), { responseCode: script.code }));
  }
  return true;
}

// What comes for the first time is put off: one message to one recipient.
function greylisted(session, raw, next) {
  if (!options.greylist) return false;
  const id = /^message-id:\s*(\S+)/im.exec(raw.toString('latin1'))?.[1];
  const key = session.envelope.rcptTo.map((recipient) => recipient.address).join(' ') + ' ' + id;
  if (met.has(key)) return false;
  met.add(key);
  say({ greylisted: key });
  next(Object.assign(new Error('4.7.1 Greylisted, come again'), { responseCode: 451 }));
  return true;
}

const server = new SMTPServer({
  authOptional: options.auth === undefined,
  allowInsecureAuth: true,
  hideSTARTTLS: !options.starttls,
  disabledCommands: options.auth === undefined ? ['AUTH'] : [],
  disableReverseLookup: true,
  onConnect(session, next) {
    say({ connected: session.id });
    if (!scripted('connect', session, next)) next();
  },
  onAuth(auth, session, next) {
    say({ auth: auth.username });
    if (auth.username === user && auth.password === password) next(null, { user });
    else next(new Error('Invalid username or password'));
  },
  onMailFrom(address, session, next) {
    if (!scripted('mail', session, next)) next();
  },
  onRcptTo(address, session, next) {
    if (!scripted('rcpt', session, next)) next();
  },
  onData(stream, session, next) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const raw = Buffer.concat(chunks);
      if (scripted('data', session, next) || greylisted(session, raw, next)) return;
      say({
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        user: session.user ?? null,
        secure: session.secure,
        raw: raw.toString('base64'),
      });
      next(null, 'OK: queued as ' + session.id);
    });
  },
});
server.on('error', () => {});
server.listen(Number(options.port), '127.0.0.1', () => say({ port: server.server.address().port }));
createInterface({ input: process.stdin })
  .on('line', (line) => { scripts.push(JSON.parse(line)); say({ scripted: true }); })
  .on('close', () => process.exit(0));
