import { curl } from './commands'

export type Platform = 'linux' | 'windows' | 'curl' | 'job'

export interface Step {
  id: 'install' | 'init' | 'run' | 'heartbeat' | 'send' | 'cron' | 'windowsJob'
  command: string
}

/** What stands for a key that is not known any more. */
export const unknownKey = 'KEY'

const tool =
  (files: string) =>
  (server: string, key: string): Step[] => [
    {
      id: 'install',
      command:
        'dotnet pack agent/NotiLog.Agent -o packages\ndotnet tool install --global NotiLog.Agent --add-source packages',
    },
    { id: 'init', command: `notilog-agent init --server ${server} --key ${key} --file ${files} --config agent.yaml` },
    { id: 'run', command: 'notilog-agent run --config agent.yaml' },
  ]

/** What to run so that an agent is heard; `pingUrl` is null for those who may not ping. */
export function stepsFor(platform: Platform, server: string, key: string, pingUrl: string | null): Step[] {
  const api = `${server}/api/v1`
  switch (platform) {
    case 'linux':
      return tool(`'/var/log/*.log'`)(server, key)
    case 'windows':
      return tool('"C:\\Logs\\*.log"')(server, key)
    case 'curl':
      return [
        { id: 'heartbeat', command: curl('POST', `${api}/agents/me/heartbeat`, { version: '1.0.0' }, key) },
        { id: 'send', command: curl('POST', `${api}/events`, { level: 'info', message: 'hello from curl' }, key) },
      ]
    case 'job':
      return pingUrl
        ? [
            {
              id: 'cron',
              command: `0 2 * * * curl -fsS -m 10 -o /dev/null ${pingUrl}/start; /usr/local/bin/backup.sh; curl -fsS -m 10 --retry 5 -o /dev/null ${pingUrl}/$?`,
            },
            {
              id: 'windowsJob',
              command: `C:\\Jobs\\backup.cmd\ncurl.exe -fsS -m 10 --retry 5 ${pingUrl}/%ERRORLEVEL%`,
            },
          ]
        : []
  }
}
