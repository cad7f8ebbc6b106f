import { TypedSearchAttributes } from '@temporalio/common';
import type { SubscriptionInput } from '../../contract/input';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes';
import { bucketOf, likenessOf } from './similar-starts';

/**
 * What the search attributes of a subscription say before anything has happened; the workflow goes on from there. First all of them, then
 * those of a namespace in which no worker of this version has registered the newest, and none where no worker ever started.
 */
export function attributesAtStart(input: SubscriptionInput): (TypedSearchAttributes | undefined)[] {
  const { merchant, schedule, entry } = input;
  const likeness = likenessOf(input);
  const known = [
    { key: SEARCH_ATTRIBUTES.merchant, value: merchant },
    { key: SEARCH_ATTRIBUTES.state, value: entry === 'adopt' ? 'adopting' : 'creating' },
    { key: SEARCH_ATTRIBUTES.amountCents, value: schedule.amountCents },
    { key: SEARCH_ATTRIBUTES.needsAttention, value: false },
    { key: SEARCH_ATTRIBUTES.lastEvent, value: new Date() },
  ];
  const newest =
    likeness === undefined ? [] : [{ key: SEARCH_ATTRIBUTES.likeness, value: bucketOf(likeness) }];
  return [new TypedSearchAttributes([...known, ...newest]), new TypedSearchAttributes(known), undefined];
}
