import { TypedSearchAttributes } from '@temporalio/common';
import type { SubscriptionInput } from '../../contract/input';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { bucketOf, likenessOf } from './similar-starts';

/** What the search attributes of a subscription say before anything has happened; the workflow goes on from there. */
export function attributesAtStart(input: SubscriptionInput): TypedSearchAttributes {
  const { merchant, schedule, entry } = input;
  const likeness = likenessOf(input);
  return new TypedSearchAttributes([
    { key: SEARCH_ATTRIBUTES.merchant, value: merchant },
    { key: SEARCH_ATTRIBUTES.state, value: entry === 'adopt' ? 'adopting' : 'creating' },
    { key: SEARCH_ATTRIBUTES.amountCents, value: schedule.amountCents },
    { key: SEARCH_ATTRIBUTES.needsAttention, value: false },
    { key: SEARCH_ATTRIBUTES.lastEvent, value: new Date() },
    ...(likeness === undefined ? [] : [{ key: SEARCH_ATTRIBUTES.likeness, value: bucketOf(likeness) }]),
  ]);
}
