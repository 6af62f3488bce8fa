// Owns the question whether a folder lies on a drive of another machine, where locks are not to be relied on and a second
// program on another computer may go unnoticed.
import { statfsSync } from 'node:fs'

/** Magic numbers of file systems from Linux's statfs(2): NFS, SMB, SMB2, CIFS, AFS, Coda, 9P, Ceph, FUSE (sshfs and others). */
const networkTypes = new Set([
  0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x73757245, 0x01021997, 0x00c36400, 0x65735546,
])

/** What the system says of the file system of a folder; undefined where it says nothing. */
export function readFileSystemType(folder: string): number | undefined {
  try {
    return statfsSync(folder).type
  } catch {
    return undefined
  }
}

/** Known on Linux by the file system and on Windows by the path; not known on macOS, whose numbers are not fixed. */
export function isNetworkFolder(folder: string, platform: string, type: number | undefined): boolean {
  if (platform === 'win32') return /^(\\\\|\/\/)(?![?.][\\/](?!UNC))/i.test(folder)
  // Negative where a signed 32-bit number was made of it.
  return platform === 'linux' && type !== undefined && networkTypes.has(type >>> 0)
}
