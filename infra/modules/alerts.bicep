metadata description = 'What somebody must know, and who is told. docs/operating.md says what each alert means and what to do.'

import { resourceNames } from '../names.bicep'
import { resourceTags } from '../types.bicep'

@description('Names of the resources.')
param names resourceNames

@description('Region of the rules that read telemetry.')
param location string

@description('Tags of the resources.')
param tags resourceTags

@description('Addresses that alerts go to. Without any, alerts are only to be seen in the portal.')
param emails string[]

@description('Spending a month in the currency of the subscription that is told about at 80 and 100 % and when it is foreseen; 0 for no budget.')
@minValue(0)
param monthlyBudget int

@description('First day of the month in which the budget begins, yyyy-MM-dd.')
param budgetStart string

@description('Failed deliveries in five minutes that are too many.')
@minValue(1)
param failedDeliveries int

var watched = [
  {
    name: 'dead-letters'
    title: 'A queue gave up on messages'
    description: 'The schedule sends them again. If it goes on, the functions named in the errors fail each time.'
    severity: 2
    query: 'AppMetrics | where Name == "notilog.messages.dead" | summarize Value = sum(Sum)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT5M'
  }
  {
    name: 'failed-deliveries'
    title: 'Somebody was not told'
    description: 'Deliveries have failed for good, fallbacks included: wrong settings of a channel, or its provider is down.'
    severity: 1
    query: 'AppMetrics | where Name == "notilog.deliveries.failed" | summarize Value = sum(Sum)'
    operator: 'GreaterThanOrEqual'
    threshold: failedDeliveries
    window: 'PT5M'
  }
  {
    name: 'no-timer-run'
    title: 'The schedule stands still'
    description: 'RunDue has completed no pass in five minutes: retries, digests and watching over agents wait. Restart the app.'
    severity: 0
    query: 'AppMetrics | where Name == "notilog.schedule.passes" | summarize Value = sum(Sum)'
    operator: 'LessThan'
    threshold: 1
    window: 'PT5M'
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: names.workspace
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: names.serviceBus
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: names.actionGroup
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'NotiLog'
    enabled: true
    emailReceivers: [for (address, index) in emails: { name: 'email-${index}', emailAddress: address, useCommonAlertSchema: true }]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in watched: {
    name: '${names.functionApp}-${alert.name}'
    location: location
    tags: tags
    properties: {
      displayName: 'NotiLog: ${alert.title}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      // The tables of telemetry are made by the first telemetry.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Total'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [people.id]
      }
    }
  }
]

@description('Dead letters that stay: the functions that empty these queues do not run.')
resource deadLettersStay 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${names.functionApp}-dead-letters-stay'
  location: 'global'
  tags: tags
  properties: {
    description: 'Dead letters lie in a queue, and the functions that take note of them do not run.'
    severity: 2
    enabled: true
    scopes: [serviceBus.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'deadLetters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: ['*']
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0) {
  name: '${names.functionApp}-spending'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: budgetStart
    }
    notifications: {
      nearly: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
        contactGroups: [people.id]
      }
      spent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: emails
        contactGroups: [people.id]
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactGroups: [people.id]
      }
    }
  }
}
