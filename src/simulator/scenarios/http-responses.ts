// Owns the scenarios in which there is no stream but some other HTTP response.
import { encodeJson } from '../json.ts'
import type { Scenario, Step } from '../scenario.ts'
import { readNumber } from './arguments.ts'

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html; charset=utf-8' }
const page =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>\n'

export const httpScenarios: readonly Scenario[] = [
  {
    command: '/http',
    transports: ['sse'],
    argument: 'CODE [html]',
    summary: 'this HTTP status with a JSON body, or with an HTML page; 429 and 503 say when to try again',
    *play({ argument }) {
      const status = Math.max(200, readNumber(argument, 503, 599))
      yield argument.endsWith('html') ? htmlResponse(status) : jsonResponse(status, status)
    },
  },
  {
    command: '/html',
    transports: ['sse'],
    summary: 'status 200 with an HTML page, as from the sign-in page of a network',
    *play() {
      yield htmlResponse(200)
    },
  },
  {
    command: '/json-error',
    transports: ['sse'],
    argument: 'CODE',
    summary: 'status 200 with an error as plain JSON (460031 when absent)',
    *play({ argument }) {
      yield jsonResponse(200, readNumber(argument, 460031))
    },
  },
]

function jsonResponse(status: number, code: number): Step {
  const error = { code, message: `The service says ${code}.` }
  return { type: 'http', status, headers: { ...json, ...statusHeaders(status) }, body: encodeJson({ error }) }
}

function htmlResponse(status: number): Step {
  return { type: 'http', status, headers: { ...html, ...statusHeaders(status) }, body: page }
}

function statusHeaders(status: number): Readonly<Record<string, string>> {
  if (status >= 300 && status < 400) return { location: '/elsewhere' }
  return status === 429 || status === 503 ? { 'retry-after': '2' } : {}
}
