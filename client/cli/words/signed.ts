/** What everybody who decides is asked for. */
export const SIGNED = '--by "<your name>" --reason "<why>"';
