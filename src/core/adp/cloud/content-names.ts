// Owns how the members of a remembered content become those of the stream, where lists and charts have other names. What
// they mean is the decoder's matter: everything else stays as it was received.
import { parseWireJson } from '../parse-wire-json.ts'
import { isObject } from '../wire-schema.ts'

const namesInStream: ReadonlyMap<string, string> = new Map([
  ['QuoteInfoList', 'QuoteInfos'],
  ['ReferenceList', 'References'],
  ['OptionCardList', 'OptionCards'],
  ['TaskList', 'Tasks'],
  ['CustomParamList', 'CustomParams'],
  // A content of the type `e_chart` has no other member that could hold it.
  ['EnterpriseCharts', 'EChart'],
])

/** The content with the names of the stream. Where both names are filled, the newer one counts. */
export function toStreamContent(content: unknown): unknown {
  if (!isObject(content)) return content
  const { CustomVariablesData: variables, ...members } = content
  const entries = Object.entries(members)
  const kept = entries.filter(([name]) => !namesInStream.has(name))
  const renamed = entries.flatMap(([name, value]) => {
    const nameInStream = namesInStream.get(name)
    return nameInStream === undefined || isEmpty(value) ? [] : [[nameInStream, value] as const]
  })
  return Object.fromEntries([...kept, ...renamed, ...decodeVariables(variables)])
}

/** A map in the stream, its JSON text here. */
function decodeVariables(variables: unknown): (readonly [string, unknown])[] {
  const json = typeof variables === 'string' ? parseWireJson(variables) : undefined
  return json?.ok && isObject(json.value) ? [['CustomVariables', json.value]] : []
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
