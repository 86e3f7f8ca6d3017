import type { Failure } from '@/ui/tellings'

/** The row of a cause among the rows the keys walk through. */
export const rowOf = (failure: Failure) => `failure-${failure.deliveries[0]!.id}`
