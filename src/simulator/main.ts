// Owns the command line of the simulator.
import { parseArgs } from 'node:util'
import { addresses } from './addresses.ts'
import { apps } from './apps.ts'
import { fullCredential, powerlessCredential } from './cloud/credentials.ts'
import { documentOutcomes } from './doc-parse.ts'
import { startSimulator, type SimulatorOptions } from './index.ts'
import { parsePace } from './pace.ts'
import type { Scope } from './scenario.ts'
import { scenarios } from './scenario-list.ts'
import { switches } from './switch-list.ts'
import { tokenForms } from './token-endpoint.ts'

const usage = `A local stand-in for the ADP service.

Usage: npm run simulator -- [--port N] [--pace PACE] [--ping-interval MS]

  --port N            listen on this port of 127.0.0.1; 0 (the default) picks a free one
  --pace PACE         real (the default), fast, instant, recorded, or milliseconds between two packets of text
  --ping-interval MS  milliseconds between two pings of a socket; 25000 when absent
  --help              print this

Addresses
${table(addresses)}

AppKeys
${table(apps.map((app) => [app.appKey, app.summary]))}

Credentials
  none needed for HTTP SSE; the visitor ID may be anything of up to 64 characters
  SecretId ${fullCredential.secretId}, SecretKey ${fullCredential.secretKey}: may make every cloud call
  SecretId ${powerlessCredential.secretId}, SecretKey ${powerlessCredential.secretKey}: is known and may make none

Documents (what parsing one ends with, by a word in its file name)
${table(Object.entries(documentOutcomes))}

Forms of a token (POST /token/APPKEY?form=FORM; without a form {"token":"…"})
${table(Object.entries(tokenForms))}

Switches (a question /with SWITCH[,SWITCH…] QUESTION is answered under them)
${table(switches.map(({ name, summary, ...scope }) => [name, `${summary}${describeScope(scope)}`]))}

Scenarios (a question that begins with one of these; every other question gets a demo answer)
${table(
  scenarios.map(({ command, argument, summary, ...scope }) => [
    [command, argument].filter(Boolean).join(' '),
    `${summary}${describeScope(scope)}`,
  ]),
)}
`

/** Where something has a meaning, unless that is everywhere. */
function describeScope({ generations = [], transports = [], modes = [] }: Scope): string {
  const parts = [...generations, ...transports, ...modes]
  return parts.length === 0 ? '' : ` (${parts.join(', ')} only)`
}

function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([name = '']) => name.length))
  return rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}`).join('\n')
}

/** The options, `help`, or a sentence that says what is wrong. */
function readArguments(args: string[]): SimulatorOptions | 'help' | { readonly problem: string } {
  let values
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        pace: { type: 'string' },
        'ping-interval': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (cause) {
    // Node's own sentence names the argument; what follows it is advice for programmers.
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ')
    return { problem: `${sentence}; see --help.` }
  }
  if (values.help === true) return 'help'
  const port = values.port ?? '0'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    return { problem: `--port must be a number from 0 to 65535, not "${port}".` }
  }
  const pace = parsePace(values.pace ?? 'real')
  if (pace === undefined) {
    return {
      problem: `--pace must be fast, real, instant, recorded or milliseconds, not "${values.pace ?? ''}".`,
    }
  }
  const interval = values['ping-interval'] ?? '25000'
  if (!/^[1-9]\d{0,6}$/.test(interval)) {
    return { problem: `--ping-interval must be milliseconds from 1 to 9999999, not "${interval}".` }
  }
  return { port: Number(port), pace, pingIntervalMs: Number(interval) }
}

async function run(options: SimulatorOptions): Promise<void> {
  const simulator = await startSimulator(options)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
  console.log(`ADP simulator is ready at ${simulator.url}`)
}

const options = readArguments(process.argv.slice(2))
if (options === 'help') {
  process.stdout.write(usage)
} else if ('problem' in options) {
  console.error(options.problem)
  process.exitCode = 2
} else {
  run(options).catch((cause: unknown) => {
    console.error(`The simulator cannot start: ${cause instanceof Error ? cause.message : String(cause)}.`)
    process.exitCode = 1
  })
}
