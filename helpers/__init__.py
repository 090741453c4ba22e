"""Who Says How Many? One row per claim: read, measure and draw how sources disagree."""
