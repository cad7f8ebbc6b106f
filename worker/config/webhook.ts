import { rootCertificates } from 'node:tls';
import { problemWith, type Found } from '../../program/config/found';
import type { JsonObject } from '../../program/config/json-object';
import { readSecretFile } from '../../program/config/text-file';
import { Secret } from '../../program/secret';
import { secretsIn } from '../../webhooks/check-receiver';
import type { ReceiverOptions } from '../../webhooks/receiver';
import { LIMITS } from '../limits';
import { readCa } from './read-ca';

const FIELDS = ['webhookUrl', 'webhookSecretsFile', 'webhookCaFile', 'webhookPrivateAddresses'] as const;

/** The settings of a merchant without those of its receiver, which are told apart from now on. */
export function withoutWebhook<Settings extends object>(
  settings: Settings,
): Omit<Settings, (typeof FIELDS)[number]> {
  const rest = { ...settings };
  for (const field of FIELDS) Reflect.deleteProperty(rest, field);
  return rest;
}

/** Reads where the events of a merchant are posted to; undefined when nowhere. The URL is checked with the other settings. */
export function readWebhook(settings: JsonObject, path: string): Found<Secret<ReceiverOptions> | undefined> {
  const { webhookUrl: url, webhookSecretsFile: file, webhookCaFile, webhookPrivateAddresses } = settings;
  if (typeof url !== 'string') {
    const [lonely] = FIELDS.filter((field) => settings[field] !== undefined);
    return lonely === undefined
      ? { value: undefined }
      : problemWith(`${path}.${lonely}`, 'says nothing without webhookUrl');
  }
  if (typeof file !== 'string' || file === '')
    return problemWith(`${path}.webhookSecretsFile`, 'is missing: events are signed');
  const field = `${path}.webhookSecretsFile`;
  const read = readSecretFile(file, LIMITS.secretsFileBytesMax);
  if ('problem' in read) return problemWith(field, read.problem);
  const found = secretsIn(read.text);
  if ('problem' in found) return problemWith(field, found.problem);
  const ca = readCa(webhookCaFile, `${path}.webhookCaFile`);
  if ('problems' in ca) return ca;
  return {
    value: new Secret({
      url,
      secrets: found.secrets,
      ...(ca.value === undefined ? {} : { ca: [...rootCertificates, ca.value].join('\n') }),
      allowPrivate: webhookPrivateAddresses === 'allow',
    }),
  };
}
