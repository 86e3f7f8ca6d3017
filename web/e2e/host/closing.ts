import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Ends the run with one line for `.ci/run`. */
export default class Closing implements Reporter {
  private passed = 0
  private failed = 0

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status === 'passed') this.passed++
    else if (test.results.length > test.retries) this.failed++
  }

  onEnd(result: FullResult) {
    console.log(
      `Site: ${this.passed} passed, ${result.status === 'passed' ? this.failed : Math.max(1, this.failed)} failed`,
    )
  }
}
