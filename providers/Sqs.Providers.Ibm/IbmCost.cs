using System.Globalization;
using Sqs.Providers.Costs;

namespace Sqs.Providers.Ibm;

/// <summary>The vendor's rule of thumb for processor time: 2 s a job and the repetition time for each execution.</summary>
internal static class IbmCost
{
    private const double OverheadSeconds = 2;
    private const double SecondsPerExecution = 0.00035;

    public static CostEstimate Estimate(int circuits, long executions, double? repetitionDelay = null)
    {
        // The published 0.35 ms hold 0.25 ms of repetition delay.
        double perExecution = SecondsPerExecution + (repetitionDelay is null ? 0 : repetitionDelay.Value - 0.00025);
        double seconds = OverheadSeconds + (perExecution * executions);
        string basis = string.Create(CultureInfo.InvariantCulture, $"2 s and {perExecution * 1000:0.###} ms for each of {executions} executions in {circuits} circuits");
        return new CostEstimate(new Money((decimal)Math.Round(seconds, 3), Money.QpuSeconds), basis, IsVendorFigure: false);
    }
}
