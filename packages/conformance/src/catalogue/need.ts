/** A part of the fixture that a case needs. */
export type Need =
  | 'administratorToken'
  | 'actor'
  | 'otherActor'
  | 'foreignSession'
  | 'unreachableSession'
  | 'keyPackages'
  | 'events'
  | 'spareSessions'
  | 'registration'
  | 'homeServer';
