// Softmax along each row.
float expf(float);

void softmax(const float *x, float *out, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
        float most = x[r * cols];
        for (int c = 1; c < cols; c++)
            if (x[r * cols + c] > most) most = x[r * cols + c];
        float sum = 0.0f;
        for (int c = 0; c < cols; c++) sum += expf(x[r * cols + c] - most);
        for (int c = 0; c < cols; c++) out[r * cols + c] = expf(x[r * cols + c] - most) / sum;
    }
}
