// Owns the English sentences about errors that the service names by number: what happened, then what to do. The numbers are
// those of core/adp/remote-error.ts. Where a sentence speaks of the profile, is-profile-to-blame.ts offers it.

export const remoteError = {
  400: 'The service does not accept what was sent with the question. Check the visitor ID and the protocol version in the profile.',
  403: 'The service denies access to this application. Check the AppKey and the site in the profile.',
  500: 'The service had an internal error. Wait a moment and ask again.',
  460001:
    'The service does not accept the access token. Check in the profile that SecretId and SecretKey, or the token endpoint, belong to the account of the application.',
  460002: 'The service cannot handle this kind of request. Check the protocol version in the profile.',
  460004:
    'The service knows no application with this AppKey. Check the AppKey and the site in the profile, and that the application is published.',
  460006:
    'The service no longer has this message, or this AppKey may not see it. Ask again in a new conversation.',
  460007: 'The service could not begin the conversation. Ask again.',
  460008:
    'The application could not fill in its prompt. Check the prompt and its variables in the ADP console.',
  460009: 'The service does not know this visitor. Check the visitor ID in the profile.',
  460010:
    'The service no longer has this conversation, or this AppKey may not see it. Ask again in a new conversation.',
  460011:
    'The application is answering too many questions at once. Wait a moment and ask again; if this happens often, raise its concurrency in the ADP console.',
  460020: 'The model took too long to answer. Ask again, or ask for less at once.',
  460021: 'The knowledge base of the application is not published. Publish it in the ADP console.',
  460022:
    'The service could not register this visitor. Ask again; if that does not help, change the visitor ID in the profile.',
  460023: 'The rating could not be saved. Rate the answer again a little later.',
  460024:
    'The service does not know a label that was sent with the question. Check the labels of the application in the ADP console.',
  460025: 'The picture could not be read. Send it again as JPG or PNG, or describe in words what it shows.',
  460026:
    'The application is disabled, or its account is in arrears. Enable the application in the ADP console, or settle the account in the Tencent Cloud console.',
  460030:
    'Applications of this type cannot be asked this way. Check the protocol version in the profile, and the type of the application in the ADP console.',
  460031: 'The application is receiving too many questions a second. Wait a moment and ask again.',
  460032: 'The model balance of the account is used up. Top it up in the Tencent Cloud console.',
  460033:
    'The application does not exist, or this AppKey may not use it. Check the AppKey and the site in the profile.',
  460034: 'The question is too long for the model of this application. Shorten it and ask again.',
  460035: 'The answer took too much computing, so the service stopped it. Ask for less at once.',
  460036:
    'A parameter of the task flow preview is wrong. Check the parameters of the task flow in the ADP console.',
  460037:
    'The search quota of the account is used up. Top it up in the Tencent Cloud console, or switch off web search in the application.',
  460038:
    'The service refuses this application because of unusual activity. Ask the support of Tencent Cloud to release it.',
  460039: 'The service cannot use its record of this message. Ask again in a new conversation.',
  460048: 'The application is not published. Publish it in the ADP console.',
  460100: 'The workflow of the application is not enabled. Enable it in the ADP console.',
  460101: 'The workflow of the application failed. Look at its run in the ADP console, then ask again.',
  460102: 'The chosen workflow is switched off. Switch it on in the ADP console.',
  460103: 'The chosen workflow has not been debugged yet. Debug and publish it in the ADP console.',
  460104: 'The chosen workflow was deleted. Choose another one in the ADP console.',
  460105: 'The chosen workflow is not published. Publish it in the ADP console.',
  460106:
    'The chosen workflow depends on something that cannot be used. Check what it refers to in the ADP console.',
  460107: 'No workflow is chosen. Choose one for the application in the ADP console.',
  460301: 'Something inside the service failed. Wait a moment and ask again.',
  460400: 'The service does not know this kind of event. Check the protocol version in the profile.',
  460401: 'The service took too long to process the question. Wait a moment and ask again.',
  460501: 'The content check of the service refused this question. Rephrase it and ask again.',
  460502: 'The content check of the service withdrew this answer. Rephrase the question and ask again.',
  460600: 'The service misses what was shared of this application. Publish it again in the ADP console.',
  460701:
    'The exclusive model of the application is fully occupied. Wait a moment and ask again; if this happens often, add concurrency in the ADP console.',
  460702: 'The balance of the exclusive model is used up. Top it up in the Tencent Cloud console.',
  460711:
    'The workspace has used its tokens for this minute. Wait a minute and ask again; if this happens often, raise the limit of the workspace in the ADP console.',
  460712:
    'The workspace has used its questions for this minute. Wait a minute and ask again; if this happens often, raise the limit of the workspace in the ADP console.',
  460713:
    'The workspace has used its tokens for today. Ask again tomorrow, or raise the limit of the workspace in the ADP console.',
  460721:
    'The application has used its tokens for this minute. Wait a minute and ask again; if this happens often, raise the limit of the application in the ADP console.',
  460722:
    'The application has used its questions for this minute. Wait a minute and ask again; if this happens often, raise the limit of the application in the ADP console.',
  460723:
    'The application has used its tokens for today. Ask again tomorrow, or raise the limit of the application in the ADP console.',
  460800: 'The application does not support this action of the card. Answer in words instead.',
  460801: 'The service no longer has this card. Ask the question again to get a new one.',
  460802: 'The service does not know this kind of clarification. Answer in words instead.',
  460916: 'The application has nothing to run its skills in. Set up a skill runtime in the ADP console.',
  460917: 'The skill runtime is not available at the moment. Wait a moment and ask again.',
  460918: 'The Claw service of the application is not set up. Set it up in the ADP console.',
  460919: 'The service already has a conversation with this ID. Ask again in a new conversation.',
  460920: 'The workspace of the conversation does not exist. Ask again in a new conversation.',
  460921:
    'This AppKey may not use the workspace of the conversation. Check the permissions of the workspace in the ADP console.',
  460922:
    'The workspace has the wrong kind of sandbox for this. Check the sandbox of the application in the ADP console.',
  460923: 'The workspace belongs to no conversation. Ask again in a new conversation.',
  4505004: 'The service does not accept this AppKey. Check the AppKey and the site in the profile.',
}
