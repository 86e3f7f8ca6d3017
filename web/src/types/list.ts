/** A page of a list; it may be empty and still have a next one. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
