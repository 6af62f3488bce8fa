// Owns DemoService: where the built-in simulator listens. A shell starts it when it is first needed.
import type { Credentials } from './key-ring.ts'

export interface DemoService {
  readonly serviceUrl: string
  readonly appKey: string
  /** For what the application says of itself. */
  readonly credentials: Credentials
}
