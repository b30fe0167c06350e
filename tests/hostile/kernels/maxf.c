// The largest float.
float maxf(const float *x, int n) {
    float best = -3.0e38f;
    for (int i = 0; i < n; i++)
        if (x[i] > best) best = x[i];
    return best;
}
