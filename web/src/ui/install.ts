import { curl, quoted } from './commands'

/** How a sender is set up, with its key in it; each is whole and can be run as it is. */
export const senderCommands = (server: string, key: string) => {
  const event = { level: 'error', message: 'The first event', service: 'first-steps' }
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  return {
    curl: curl('POST', `${server}/api/v1/events`, event, key),
    powershell: [
      `Invoke-RestMethod -Method Post -Uri ${literal(`${server}/api/v1/events`)} \``,
      `  -Headers @{ Authorization = ${literal(`Bearer ${key}`)} } \``,
      `  -ContentType 'application/json' -Body ${literal(JSON.stringify(event))}`,
    ].join('\n'),
    agent: [
      'dotnet tool install --global NotiLog.Agent',
      `notilog-agent init --server ${quoted(server)} --key ${quoted(key)} --file '/var/log/*.log' --config agent.yaml`,
      'notilog-agent run --config agent.yaml',
    ].join('\n'),
  }
}
