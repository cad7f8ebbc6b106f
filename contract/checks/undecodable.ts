/**
 * Stands for an argument that no worker can read, whatever code it runs: it is checked as a message that is wrong, so that a start or a
 * command is refused at once, with a code, instead of failing the workflow task again and again.
 */
export class Undecodable {
  readonly undecodable = true;
}
