"""What happens: a case, from the referral that arrives to the action that closes it."""
