namespace QliroAdapter.OrderManagement;

/// <summary>A sum that is taken off, as a line of Qliro's.</summary>
/// <param name="Reference">Qliro's line reference.</param>
/// <param name="Description">What the customer reads.</param>
/// <param name="PriceIncVat">Below zero.</param>
/// <param name="PriceExVat">Below zero, or zero.</param>
/// <param name="VatPercent">Of the goods it is taken off.</param>
public sealed record OperationDiscount(
    string Reference, string Description, decimal PriceIncVat, decimal PriceExVat, decimal VatPercent);

/// <summary>Units of a line that stay reserved, in all as they were reserved.</summary>
/// <param name="Reference">Qliro's line reference.</param>
/// <param name="Type">Product, Discount, Fee or Shipping.</param>
/// <param name="Quantity">Units, 1 or more.</param>
/// <param name="PriceIncVat">Price of one.</param>
/// <param name="PriceExVat">Price of one without VAT.</param>
/// <param name="Description">What the customer reads; absent when Qliro states none.</param>
public sealed record ReservedLine(
    string Reference, string Type, int Quantity, decimal PriceIncVat, decimal PriceExVat, string? Description);
