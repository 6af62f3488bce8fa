// Owns that schemas never try to compile themselves: the content security policy forbids it, and each try is an error
// on the console. main.ts imports this first, because schemas try it when they are made.
import { z } from 'zod'

z.config({ jitless: true })
