// Owns the name under which code of an answer is saved as a file: by its language, so that other programs know it. What a
// system or a browser would run when it is opened is saved as text.

const extensions: Readonly<Record<string, string>> = {
  bash: 'sh',
  c: 'c',
  'c#': 'cs',
  'c++': 'cpp',
  cpp: 'cpp',
  csharp: 'cs',
  css: 'css',
  csv: 'csv',
  diff: 'diff',
  dockerfile: 'dockerfile',
  go: 'go',
  html: 'html.txt',
  java: 'java',
  javascript: 'mjs',
  js: 'mjs',
  json: 'json',
  jsx: 'jsx',
  kotlin: 'kt',
  latex: 'tex',
  lua: 'lua',
  markdown: 'md',
  md: 'md',
  mermaid: 'mmd',
  php: 'php',
  powershell: 'ps1',
  py: 'py',
  python: 'py',
  r: 'r',
  ruby: 'rb',
  rust: 'rs',
  scala: 'scala',
  sh: 'sh',
  shell: 'sh',
  sql: 'sql',
  svg: 'svg.txt',
  swift: 'swift',
  toml: 'toml',
  ts: 'ts',
  tsx: 'tsx',
  typescript: 'ts',
  vue: 'vue',
  xml: 'xml.txt',
  yaml: 'yaml',
  yml: 'yml',
}

/** `code.py` for Python, `code.txt` for what is not known: nothing of the model's words is in the name. */
export function getCodeFileName(language: string): string {
  const name = language.toLowerCase()
  return `code.${Object.hasOwn(extensions, name) ? extensions[name] : 'txt'}`
}

/** Whether a file has one of these names. */
export function isCodeFileName(name: string): boolean {
  return name === 'code.txt' || Object.values(extensions).some((extension) => name === `code.${extension}`)
}
