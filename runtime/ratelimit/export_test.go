package ratelimit

// Keys is how many keys are kept.
func (l *Limiter) Keys() int { return len(l.windows) }
