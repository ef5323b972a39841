"""Words for codes: what a refusal, a problem or an action is called in Japanese and English."""
