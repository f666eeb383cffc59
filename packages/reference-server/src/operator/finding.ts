/** The result of one check of `doctor`. */
export interface Finding {
  check:
    | 'database'
    | 'keys'
    | 'clock'
    | 'certificate lifetime'
    | 'trial certificate'
    | 'challenges'
    | 'passwords'
    | 'registration'
    | 'key material'
    | 'KeyPackages';
  ok: boolean;
  message: string;
}
