// Owns the credentials that sign cloud calls to the simulator. They are made up and open nothing anywhere.

export interface Credential {
  readonly secretId: string
  readonly secretKey: string
}

/** May do everything. */
export const fullCredential: Credential = {
  secretId: 'AKIDSimulatorMayDoEverything00000001',
  secretKey: 'SimulatorSecretKeyOfEverything01',
}

/** Is known, and may do nothing. */
export const powerlessCredential: Credential = {
  secretId: 'AKIDSimulatorMayDoNothingAtAll000002',
  secretKey: 'SimulatorSecretKeyOfNothingAll02',
}

export function findCredential(secretId: string): Credential | undefined {
  return [fullCredential, powerlessCredential].find((candidate) => candidate.secretId === secretId)
}
