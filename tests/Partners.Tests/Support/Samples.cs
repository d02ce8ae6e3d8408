namespace QliroAdapter.Partners.Tests;

/// <summary>Payloads in the partners' published shapes; the values are invented.</summary>
internal static class Samples
{
    public const string QliroOrder =
        """
        {"OrderId":4950001,"MerchantReference":"N-7f3kq2","TotalPrice":374.00,"Currency":"SEK","Country":"SE",
         "Language":"sv-se",
         "CustomerCheckoutStatus":"Completed",
         "Customer":{"FirstName":"Test","LastName":"Person","PersonalNumber":"790625-5307","VatNumber":null,
          "Email":"t@example.com",
          "MobileNumber":"+46700000000","JuridicalType":"Physical","DateOfBirth":null,"Gender":null},
         "BillingAddress":{"FirstName":"Test","LastName":"Person","CompanyName":null,"CareOf":null,"Street":"Gatan 1",
          "Street2":null,
          "PostalCode":"11122","City":"Stockholm","CountryCode":"SE","Area":null,"AreaCode":null},
         "ShippingAddress":{"FirstName":"Test","LastName":"Person","Street":"Gatan 1","PostalCode":"11122",
          "City":"Stockholm","CountryCode":"SE"},
         "OrderItems":[
          {"MerchantReference":"1:SKU-10","Description":"Mug","Type":"Product","Quantity":3,"PricePerItemIncVat":125.00,
           "PricePerItemExVat":100.00,"VatRate":25.0,"PaymentTransactionId":3300001,"Metadata":null},
          {"MerchantReference":"D1:SPRING","Description":"Spring sale","Type":"Discount","Quantity":1,
           "PricePerItemIncVat":-50.00,
           "PricePerItemExVat":-40.00,"VatRate":25.0,"PaymentTransactionId":3300001,"Metadata":null},
          {"MerchantReference":"FREIGHT","Description":"Pickup","Type":"Shipping","Quantity":1,
           "PricePerItemIncVat":49.00,
           "PricePerItemExVat":39.20,"VatRate":25.0,"PaymentTransactionId":3300001,
           "Metadata":{"ShippingMethodMerchantReference":"PICKUP",
            "ShippingMethodSecondaryOptionMerchantReference":"LOC-1",
            "ShippingMethodAccessCode":null,"AdditionalShippingProperties":null}}],
         "PaymentMethod":{"PaymentMethodName":"QLIROPAYLATER_INVOICE30","PaymentTypeCode":"INVOICE"},
         "IdentityVerification":{},"MerchantProvidedMetadata":[],
         "Upsell":{"IsUpsellOrder":false,"EligibleForUpsell":false,"UpsellTotalPrice":0,"EligibleForUpsellUntil":null},
         "OrderHtmlSnippet":"<script>secret-jwt</script>","PaymentLink":null}
        """;

    public const string AdminOrder =
        """
        {"OrderId":4950001,"MerchantReference":"N-7f3kq2","Currency":"SEK","Country":"SE",
         "OrderItemActions":[
          {"Id":1,"ActionType":"Reserve","PaymentTransactionId":3300001,"MerchantReference":"1:SKU-10",
           "Type":"Product","Quantity":3,
           "PricePerItemIncVat":125.00,"PricePerItemExVat":100.00},
          {"Id":4,"ActionType":"Ship","PaymentTransactionId":3300002,"MerchantReference":"1:SKU-10","Type":"Product",
           "Quantity":1,
           "PricePerItemIncVat":125.00,"PricePerItemExVat":100.00}],
         "PaymentTransactions":[
          {"PaymentTransactionId":3300001,"OrderId":4950001,"OriginalPaymentTransactionId":null,
           "Type":"Preauthorization","Amount":374.00,
           "Currency":"SEK","Status":"Success","Timestamp":"2026-03-01T10:00:00.000",
            "PaymentMethodName":"QLIROPAYLATER_INVOICE30",
           "PaymentMethodSubtypeCode":"INVOICE"},
          {"PaymentTransactionId":3300002,"OrderId":4950001,"OriginalPaymentTransactionId":3300001,"Type":"Capture",
           "Amount":174.00,
           "Currency":"SEK","Status":"Success","Timestamp":"2026-03-03T11:43:05.000"}]}
        """;
}
