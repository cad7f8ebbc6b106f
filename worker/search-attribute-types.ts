import { SearchAttributeType } from '@temporalio/common';

/** A type of search attribute as the server numbers it (temporal.api.enums.v1) and as the Temporal CLI writes it. */
interface IndexedValueType {
  number: number;
  cli: string;
}

/** The server's and the CLI's word for each type of the SDK. */
export const INDEXED_VALUE_TYPES: Readonly<Record<SearchAttributeType, IndexedValueType>> = {
  [SearchAttributeType.TEXT]: { number: 1, cli: 'Text' },
  [SearchAttributeType.KEYWORD]: { number: 2, cli: 'Keyword' },
  [SearchAttributeType.INT]: { number: 3, cli: 'Int' },
  [SearchAttributeType.DOUBLE]: { number: 4, cli: 'Double' },
  [SearchAttributeType.BOOL]: { number: 5, cli: 'Bool' },
  [SearchAttributeType.DATETIME]: { number: 6, cli: 'Datetime' },
  [SearchAttributeType.KEYWORD_LIST]: { number: 7, cli: 'KeywordList' },
};
