import { curl } from './commands'
import { stepsFor } from './install'

/** How the first event is sent, with the sender's key in it; each is whole and can be run as it is. */
export const firstCommands = (server: string, key: string) => {
  const event = { level: 'error', message: 'The first event', service: 'first-steps' }
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  return {
    curl: curl('POST', `${server}/api/v1/events`, event, key),
    powershell: [
      `Invoke-RestMethod -Method Post -Uri ${literal(`${server}/api/v1/events`)} \``,
      `  -Headers @{ Authorization = ${literal(`Bearer ${key}`)} } \``,
      `  -ContentType 'application/json' -Body ${literal(JSON.stringify(event))}`,
    ].join('\n'),
    agent: stepsFor('linux', server, key, null)
      .map((step) => step.command)
      .join('\n'),
  }
}
