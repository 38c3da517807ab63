package retry

// Left is how much there is.
func (b *Budget) Left() int { return full - int(b.spent.Load()) }
