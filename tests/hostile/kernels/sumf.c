// The sum of floats, which may be added in any order within the reference's own uncertainty.
float sumf(const float *x, int n) {
    float sum = 0.0f;
    for (int i = 0; i < n; i++) sum += x[i];
    return sum;
}
