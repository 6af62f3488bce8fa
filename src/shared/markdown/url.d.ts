// Owns the one thing that this folder takes from the platform: addresses, which Node and browsers read alike.

interface URL {
  readonly href: string
  readonly protocol: string
  readonly host: string
  readonly hostname: string
  readonly pathname: string
  readonly username: string
  readonly password: string
}

declare const URL: {
  new (address: string): URL
  canParse(address: string): boolean
}
