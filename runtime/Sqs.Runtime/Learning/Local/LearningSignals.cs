namespace Sqs.Runtime.Learning.Local;

/// <summary>
/// Turns the losses of the parallel shots of one sample into the shots' weights and the signals that hidden neurons receive.
/// </summary>
internal static class LearningSignals
{
    /// <summary>Weights of the shots, which add up to 1, and the loss of the sample.</summary>
    /// <param name="losses">Loss by shot and step, <c>[shot * steps + step]</c>.</param>
    /// <param name="combination">How shots are used.</param>
    /// <param name="weights">Takes one weight a shot.</param>
    /// <returns>The mean loss, or minus the log of the mean likelihood.</returns>
    public static double WeighShots(ReadOnlySpan<double> losses, ShotCombination combination, Span<double> weights)
    {
        int shots = weights.Length;
        int steps = losses.Length / shots;
        double mean = 0;
        for (int shot = 0; shot < shots; shot++)
        {
            weights[shot] = 0;
            foreach (double loss in losses.Slice(shot * steps, steps))
                weights[shot] -= loss;
            mean -= weights[shot] / shots;
        }

        if (combination == ShotCombination.Importance)
            return -Softmax(weights) + Math.Log(shots);
        weights.Fill(1.0 / shots);
        return mean;
    }

    /// <summary>
    /// The raw signal of each shot and step: cost-to-go or smoothed loss. For importance weights it is what the weights are made of.
    /// </summary>
    /// <param name="losses">Loss by shot and step.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="options">Settings.</param>
    /// <param name="signals">Takes the signals.</param>
    public static void Accumulate(ReadOnlySpan<double> losses, int shots, LocalRuleOptions options, Span<double> signals)
    {
        int steps = losses.Length / shots;
        for (int shot = 0; shot < shots; shot++)
        {
            ReadOnlySpan<double> from = losses.Slice(shot * steps, steps);
            Span<double> to = signals.Slice(shot * steps, steps);
            double running = 0;
            for (int i = 0; i < steps; i++)
            {
                int step = options.Credit == CreditAssignment.CostToGo ? steps - 1 - i : i;
                running = options.Credit == CreditAssignment.CostToGo
                    ? running + from[step]
                    : (options.Kappa * running) + ((1 - options.Kappa) * from[step]);
                to[step] = running;
            }
        }
    }

    /// <summary>Replaces raw signals by what multiplies the eligibilities, apart from the baseline of each parameter.</summary>
    /// <param name="signals">Raw signals by shot and step; replaced.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="options">Settings.</param>
    /// <param name="runningMeans">Running mean of the raw signal by step, for single shots.</param>
    public static void Centre(Span<double> signals, int shots, LocalRuleOptions options, ReadOnlySpan<double> runningMeans)
    {
        int steps = runningMeans.Length;
        Span<double> column = stackalloc double[shots];
        for (int step = 0; step < steps; step++)
        {
            for (int shot = 0; shot < shots; shot++)
                column[shot] = signals[(shot * steps) + step];
            if (options.Combination == ShotCombination.Importance && shots > 1)
                WeighColumn(column, options.Baseline);
            else if (options.Baseline != BaselineKind.None)
                CentreColumn(column, runningMeans[step]);
            for (int shot = 0; shot < shots; shot++)
                signals[(shot * steps) + step] = column[shot];
        }
    }

    // The weights add up to 1 whatever the spikes, so 1 / shots is their baseline.
    private static void WeighColumn(Span<double> column, BaselineKind baseline)
    {
        for (int shot = 0; shot < column.Length; shot++)
            column[shot] = -column[shot];
        Softmax(column);
        for (int shot = 0; shot < column.Length; shot++)
            column[shot] = (baseline == BaselineKind.None ? 0 : 1) - (column.Length * column[shot]);
    }

    private static void CentreColumn(Span<double> column, double runningMean)
    {
        if (column.Length == 1)
        {
            column[0] -= runningMean;
            return;
        }

        double sum = 0;
        foreach (double signal in column)
            sum += signal;

        // Less the mean of the others, which does not depend on this shot's spikes.
        for (int shot = 0; shot < column.Length; shot++)
            column[shot] -= (sum - column[shot]) / (column.Length - 1);
    }

    private static double Softmax(Span<double> logs)
    {
        double most = double.NegativeInfinity;
        foreach (double log in logs)
            most = Math.Max(most, log);
        double sum = 0;
        foreach (ref double log in logs)
        {
            log = Math.Exp(log - most);
            sum += log;
        }

        foreach (ref double log in logs)
            log /= sum;
        return most + Math.Log(sum);
    }
}
