// Owns which protocol generations there are.
import type { Way } from './access.ts'
import type { Generation } from './channel.ts'
import { v1 } from './v1/generation.ts'
import { v2 } from './v2/generation.ts'

export const generations: Readonly<Record<Way['protocolVersion'], Generation>> = { v1, v2 }
