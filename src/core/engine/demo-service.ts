// Owns DemoService: where the built-in simulator listens. A shell starts it when it is first needed.

export interface DemoService {
  readonly serviceUrl: string
  readonly appKey: string
}
