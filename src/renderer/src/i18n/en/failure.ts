// Owns the English sentences about what went wrong, by the codes of shared/failure.ts: what happened, then what to do.
import type { FailureCode } from '#shared/failure.ts'

export const failure: Record<FailureCode, string> = {
  'key-refused': 'The service does not accept this AppKey. Check the AppKey and the site in its profile.',
  'application-unavailable':
    'The application is not available. Check in the ADP console that it is published and enabled.',
  'question-refused': 'The content check of the service refused this question. Rephrase it and ask again.',
  'answer-refused':
    'The content check of the service withdrew this answer. Rephrase the question and ask again.',
  'question-too-long': 'The question is too long. Shorten it and ask again.',
  busy: 'The application is answering too many questions at once. Try again in a moment.',
  'quota-used-up': 'The quota of the account is used up. Add to it in the Tencent Cloud console.',
  'service-failed': 'The service could not answer. Try again.',
  'token-refused':
    'The service does not accept the access token. Check that the credentials belong to the account of the application.',
  'credentials-missing':
    'A WebSocket needs a SecretId and a SecretKey, or a token endpoint. Add them to the profile, or choose HTTP SSE.',
  'credentials-needed':
    'The service tells this only with a SecretId and a SecretKey. Add them to the AppKey profile.',
  'credentials-refused':
    'The cloud API does not accept the SecretId or the SecretKey. Check both in the profile.',
  'permission-missing':
    'The account of the SecretId may not use this application. Give it access in the console of the cloud account.',
  'clock-wrong':
    'The clock of this computer is wrong, so the cloud API refuses its signature. Set the clock.',
  'token-endpoint-failed': 'The token endpoint gave no token. Check its address in the profile.',
  'cloud-failed': 'The cloud API could not do it. Try again.',
  'proxy-failed': 'The proxy does not let ADP Desk through to the service. Check the proxy in the settings.',
  unreachable: 'The service cannot be reached. Check the network and the service URL of the profile.',
  'not-secure': 'No secure connection could be made. Check the clock, the proxy and the service URL.',
  'not-adp': 'The address answers, but not as an ADP service. Check the service URL of the profile.',
  'access-denied':
    'Something on the way to the service refuses access. Check the proxy, the sign-in of the network and the service URL.',
  unavailable: 'The service is not available at the moment. Try again in a moment.',
  'cut-off': 'The connection ended before the answer was complete. Try again.',
  silent: 'The service has been silent for too long. Try again.',
  'empty-question': 'There is no question. Write one first.',
  'answer-running': 'An answer is still running in this conversation. Wait for it or stop it.',
  'not-found': 'It is no longer there.',
  'conversation-in-bin': 'This conversation is in the bin. Restore it to ask in it.',
  'key-missing': 'The AppKey of this profile cannot be read on this machine. Enter it again in the profile.',
  'vault-locked': 'Your AppKeys are locked. Unlock them with your passphrase and try again.',
  'passphrase-wrong': 'This is not the passphrase. Try again; nothing is lost.',
  'profile-retired': 'This AppKey was deleted, and only its history was kept. Enter the AppKey again to ask.',
  'profile-exists':
    'This AppKey has been added before. Open the profile that has it, or add it a second time.',
  'name-taken': 'This name is taken already. Choose another one.',
  'stopped-with-program': 'ADP Desk ended while this answer was being written. The text so far is kept.',
  'invalid-input': 'The input is not valid.',
  'too-many-calls': 'Too many calls in a short time. Try again in a moment.',
  'image-refused': 'The address of this image is not one that ADP Desk loads images from.',
  'image-failed': 'The image could not be loaded. Try again.',
  'copy-damaged':
    'The copy of this image on this computer is damaged, and it could not be loaded again. Try again when there is a network.',
  'folder-not-opened': 'The folder could not be opened. Copy its path instead.',
  'not-saved':
    'The history could not be written. Check the free space on the disk; nothing on the screen is lost yet.',
  'no-space': 'There is not enough space on the disk for this. Make room and try again.',
  'backup-unreadable':
    'This is not a backup of ADP Desk, or it is not whole. Your history was not touched. Choose another backup.',
  'backup-newer':
    'This backup was made by a newer version of ADP Desk. Your history was not touched. Update ADP Desk and try again.',
  'backup-damaged':
    'The copy was checked and is damaged, so it is not used. Your history and your other backups were not touched.',
  'backup-failed':
    'The backup could not be written or put in place. Check the data folder and try again; nothing was lost.',
  'export-no-space':
    'There is not enough space on the disk for this export. Nothing of it was left there. Free some space and export again.',
  'export-not-written': 'The export could not be written there. Choose another folder and export again.',
  'export-too-large':
    'The export is larger than 4 GB, too large for one download. Export fewer conversations at a time.',
  'export-gone': 'The exported file was kept for downloading for a while and has been removed. Export again.',
  'history-gone':
    'The history file was moved or deleted while ADP Desk was running. Put it back, or start ADP Desk again; nothing on the screen is lost yet.',
  'history-read-only':
    'The history can only be read: nothing can be written to the data folder. Allow that and start again.',
  'check-cancelled': 'The check was cancelled.',
  'nothing-recovered': 'Nothing of a history was found in this file. It is as it was.',
  'recovery-failed':
    'The history could not be recovered. Check the free space on the disk and whether the file can be read; it is as it was.',
  'program-lost':
    'The connection to ADP Desk was lost before it answered. Look at the conversation and try again.',
  'program-ended': 'ADP Desk has ended or does not know this page any more. Open the address that it prints.',
  'search-cancelled': 'The search was ended by another one. Search again.',
  unexpected: 'Something unexpected happened in ADP Desk. Try again.',
}
