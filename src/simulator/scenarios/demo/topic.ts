// Owns what a demo text is: when it fits, and how it is written. The remark at its end is demo.ts's.
import type { Ask } from '../../scenario.ts'

export interface DemoTopic {
  readonly matches: RegExp
  write(ask: Ask): string
}
