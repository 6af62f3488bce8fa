// Owns who asks whom, which actions about conversations carry in every request, and how that is spelled.

export interface Visitor {
  readonly appKey: string
  /** At most 64 characters. The service keeps conversations by it: another visitor cannot see them. */
  readonly visitorId: string
}

/** The way of access that this program is, among web pages, evaluations and others. */
export const apiAccess = 5

export function encodeVisitor({ appKey, visitorId }: Visitor) {
  return { Type: apiAccess, AppKey: appKey, UserId: visitorId }
}
